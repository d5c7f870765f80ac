package io.gokafka.api.request;

/** Deletes a topic and its data for good. For any broker. */
public record DeleteTopic(String name) implements Request<DeleteTopic.Result> {
    /** It is gone; brokers free its space soon. */
    public record Result() implements Response {}
}
