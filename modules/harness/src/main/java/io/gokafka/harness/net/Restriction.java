package io.gokafka.harness.net;

/**
 * Something that a link does not do as it should, in one direction. Places are the numbers of brokers, from 1; 0 is where all
 * clients are.
 */
public sealed interface Restriction {
    /** The place of all clients. */
    int CLIENTS = 0;

    /** Whose packets suffer. */
    int from();

    /** Nothing of what {@code from} sends to {@code to} arrives. */
    record Blocked(int from, int to) implements Restriction {}

    /** Of what {@code from} sends to {@code to}, so many percent of the packets are lost. */
    record Lossy(int from, int to, int percent) implements Restriction {}

    /** All that {@code from} sends passes at so many kbit/s, through a queue. */
    record Slow(int from, int kbitPerSecond) implements Restriction {}
}
