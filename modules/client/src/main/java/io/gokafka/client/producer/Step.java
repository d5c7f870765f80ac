package io.gokafka.client.producer;

/** What the sender of a partition has to do next. */
sealed interface Step {
    /** Send this batch; it is in flight from now on. */
    record Transmit(ProducerBatch batch) implements Step {}

    /** The oldest batch is in the log: complete its futures. */
    record Acknowledge(ProducerBatch batch, Answer.Appended place) implements Step {}

    /** The oldest batch has failed and nothing is in flight any more: decide how to go on with those that wait. */
    record Recover() implements Step {}

    /** Nothing was answered for a while: see whether there is another leader. */
    record CheckLeader() implements Step {}

    /** All is sent and the producer is closed. */
    record Stop() implements Step {}
}
