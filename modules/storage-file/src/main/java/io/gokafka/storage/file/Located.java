package io.gokafka.storage.file;

import io.gokafka.api.storage.EntryPosition;

/**
 * An entry and where its bytes are.
 *
 * @param entry the entry
 * @param segment the segment that holds it
 * @param position its first byte within the segment
 */
record Located(EntryPosition entry, Segment segment, long position) {
    Place place() {
        return new Place(entry.index(), entry.baseOffset(), position);
    }

    long end() {
        return position + entry.sizeInBytes();
    }
}
