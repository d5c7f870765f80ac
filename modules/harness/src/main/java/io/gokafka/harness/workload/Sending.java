package io.gokafka.harness.workload;

import io.gokafka.api.TopicPartition;

/** A producer of either protocol. For one thread, but for what receipts are told. */
interface Sending extends AutoCloseable {
    /** What becomes of a record; told once, on any thread. */
    interface Receipt {
        /** It is in the log; the offset is -1 when that was not told. */
        void acknowledged(long offset);

        /** It could not be sent, or it is not known whether it was. */
        void failed(Throwable why);
    }

    /** Hands over a value; may block for some seconds. What goes wrong is told to the receipt. */
    void send(TopicPartition partition, byte[] value, Receipt receipt);

    /** Whether a failure that a receipt was told leaves no doubt that the record is nowhere, and will not be. */
    default boolean isRefusal(Throwable why) {
        return Errors.isNeverSent(why);
    }

    /** Ends in good order: all receipts are told something first, at the latest after the delivery timeout and some seconds. */
    @Override
    void close();

    /** Ends as a process does that is killed: what is in flight is left to its fate. Receipts may still be told. */
    void crash();
}
