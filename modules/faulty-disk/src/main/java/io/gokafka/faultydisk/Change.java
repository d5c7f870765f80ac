package io.gokafka.faultydisk;

/** A change that a power cut can undo, with what undoing it takes. */
sealed interface Change {
    /** Its number: rising, unique within a journal. */
    long serial();

    /** The inode that has to be forced: of the file whose content, or of the directory whose names it changes. */
    long node();

    /** The content of a file. */
    sealed interface OfContent extends Change {
        /** The length before. */
        long oldSize();

        /** Where the old bytes were. */
        long position();

        /** What was there before, from the position on, as far as it is overwritten or cut off; do not change it. */
        byte[] old();
    }

    /** The names in a directory. */
    sealed interface OfName extends Change {}

    /** Bytes are written; {@code length} is what was to be written, perhaps not all was. */
    record Write(long serial, long node, long position, long length, long oldSize, byte[] old) implements OfContent {}

    /** A file is cut at a position. */
    record Truncate(long serial, long node, long position, long oldSize, byte[] old) implements OfContent {}

    /** A file or directory is made. */
    record Create(long serial, long node, String name) implements OfName {}

    /** A file or empty directory is deleted: it is kept aside under the serial number. */
    record Delete(long serial, long node, String name, long child) implements OfName {}

    /** A file or directory gets another name; a file that had it is kept aside; {@code replaced} is 0 when there is none. */
    record Rename(long serial, long node, String from, String to, long child, long replaced) implements OfName {}
}
