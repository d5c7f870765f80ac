package io.gokafka.storage.rocksdb;

import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Pieces of a log that follow each other, none of them the last.
 *
 * @param view the log when it had them
 * @param from the place of the first of them
 * @param to that of the last
 */
record Part(LogView view, int from, int to) {
    /** The pieces with the indexes of a range; empty when none of them begins or ends there, or the last one is among them. */
    static Optional<Part> of(LogView view, long fromIndex, long toIndex) {
        int active = view.pieces().size() - 1;
        int from = find(0, active, piece -> view.firstIndexOf(piece) == fromIndex);
        int to = find(from, active, piece -> view.lastIndexOf(piece) == toIndex);
        return to < active ? Optional.of(new Part(view, from, to)) : Optional.empty();
    }

    private static int find(int from, int end, IntPredicate wanted) {
        return IntStream.range(from, end).filter(wanted).findFirst().orElse(end);
    }

    int count() {
        return to - from + 1;
    }

    long fromIndex() {
        return view.firstIndexOf(from);
    }

    long toIndex() {
        return view.lastIndexOf(to);
    }

    long sizeInBytes() {
        return view.segments().subList(from, to + 1).stream()
                .mapToLong(segment -> segment.sizeInBytes())
                .sum();
    }

    List<Piece> pieces() {
        return view.pieces().subList(from, to + 1);
    }

    /**
     * The place that the first of the pieces has now; -1 when they are not all there as they were. Where the one behind them is
     * still there they were not truncated: so that is looked for too.
     */
    int placeIn(LogView now) {
        int place = now.pieceOf(fromIndex());
        List<Integer> wanted = serials(view.pieces().subList(from, to + 2));
        int end = place + wanted.size();
        return now.bounds().firstIndex() <= fromIndex()
                        && end <= now.pieces().size()
                        && serials(now.pieces().subList(place, end)).equals(wanted)
                ? place
                : -1;
    }

    private static List<Integer> serials(List<Piece> pieces) {
        return pieces.stream().map(Piece::serial).toList();
    }
}
