package io.gokafka.api.storage;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Something that a verification has found.
 *
 * @param kind how bad it is
 * @param file where; empty when the storage cannot tell
 * @param position the first byte in that file that is meant
 * @param index the entry that is meant, or the first of them
 * @param offset the offset at which that entry begins
 * @param what it is, for people
 */
public record Finding(
        Kind kind, Optional<Path> file, OptionalLong position, OptionalLong index, OptionalLong offset, String what) {
    /** How bad a finding is. */
    public enum Kind {
        /** Bytes are not what was written, and no crash explains it. */
        DAMAGED,
        /** What a crash leaves behind, and the next start clears up by itself: nothing that was acknowledged is missing. */
        CRASH
    }

    /** Damage of a file as a whole. */
    public static Finding damaged(Path file, String what) {
        return of(Kind.DAMAGED, file, what);
    }

    /** Something that a crash has left in a file. */
    public static Finding crash(Path file, String what) {
        return of(Kind.CRASH, file, what);
    }

    /** Damage of a log, of which no file can be named. */
    public static Finding damaged(String what) {
        return new Finding(
                Kind.DAMAGED, Optional.empty(), OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty(), what);
    }

    private static Finding of(Kind kind, Path file, String what) {
        return new Finding(
                kind, Optional.of(file), OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty(), what);
    }

    /** The same from a byte of the file on. */
    public Finding at(long newPosition) {
        return new Finding(kind, file, OptionalLong.of(newPosition), index, offset, what);
    }

    /** The same of an entry. */
    public Finding of(long newIndex, long newOffset) {
        return new Finding(kind, file, position, OptionalLong.of(newIndex), OptionalLong.of(newOffset), what);
    }
}
