package io.gokafka.api.request;

/** Gives an idempotent producer its id. For any broker. */
public record InitProducer() implements Request<InitProducer.Result> {
    /**
     * The identity to put into batches.
     *
     * @param producerId never given twice
     * @param producerEpoch the first epoch
     */
    public record Result(long producerId, short producerEpoch) implements Response {}
}
