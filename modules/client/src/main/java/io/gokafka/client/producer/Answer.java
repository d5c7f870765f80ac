package io.gokafka.client.producer;

import io.gokafka.api.request.Failure;

/** What came of an attempt to append a batch. */
sealed interface Answer {
    /**
     * The batch is in the log.
     *
     * @param baseOffset the offset of its first record; -1 when unknown
     * @param appendTime the time that the broker has put into it; -1 when it kept those of its records
     */
    record Appended(long baseOffset, long appendTime) implements Answer {}

    /**
     * It is not, or perhaps it is.
     *
     * @param why the failure
     * @param uncertain whether it may be, or come to be, in the log nevertheless
     */
    record Failed(Failure why, boolean uncertain) implements Answer {
        static Failed certainly(Failure why) {
            return new Failed(why, false);
        }
    }
}
