package io.gokafka.api.storage;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * A slice, and where the entry stands that it begins with. Compaction may put a {@linkplain io.gokafka.api.record.Hole hole} in the
 * place of entries between the two look-ups that this takes: then both are made again.
 *
 * @param first the entry that it begins with
 * @param slice not empty; close it
 */
public record PlacedSlice(EntryPosition first, LogSlice slice) {
    /**
     * Reads.
     *
     * @param place looks up the entry that the read begins with
     * @param read reads from it on
     * @return empty when the read is
     * @throws OffsetOutOfRangeException when the entry was dropped meanwhile
     */
    public static Optional<PlacedSlice> of(Supplier<Optional<EntryPosition>> place, Supplier<LogSlice> read) {
        while (true) {
            Optional<EntryPosition> before = place.get();
            LogSlice slice = read.get();
            if (slice.size() == 0) {
                slice.close();
                return Optional.empty();
            }
            try {
                // A hole never becomes less: what is the same before and after was the same in between.
                Optional<EntryPosition> after = place.get();
                if (before.isPresent() && before.equals(after)) {
                    return Optional.of(new PlacedSlice(before.get(), slice));
                }
                if (after.isEmpty()) {
                    throw new OffsetOutOfRangeException("what was read was dropped meanwhile");
                }
            } catch (RuntimeException e) {
                slice.close();
                throw e;
            }
            slice.close();
        }
    }
}
