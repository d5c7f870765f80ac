package io.gokafka.harness.history;

/**
 * What a record says: who sent it, to tell every record of a run from every other.
 *
 * @param client the number of the producing client in the run, 0 or more
 * @param number the how manieth of that client, 0 or more, over all partitions
 */
public record Value(int client, long number) {
    /** As text, {@code client/number}, the beginning of a record's value. */
    @Override
    public String toString() {
        return client + "/" + number;
    }

    /**
     * Reads it back from a record's value: {@code client/number}, then a space and padding, or nothing.
     *
     * @throws IllegalArgumentException when the text is none
     */
    public static Value parse(String text) {
        int end = text.indexOf(' ');
        String head = end < 0 ? text : text.substring(0, end);
        int slash = head.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("not a value of the harness: " + head);
        }
        return new Value(Integer.parseInt(head, 0, slash, 10), Long.parseLong(head, slash + 1, head.length(), 10));
    }
}
