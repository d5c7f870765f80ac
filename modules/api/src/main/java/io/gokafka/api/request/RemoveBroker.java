package io.gokafka.api.request;

import io.gokafka.api.BrokerId;

/**
 * Takes a broker out of the cluster for good, dead or alive; its replicas are placed on the others first, as far as there are
 * enough. For any broker.
 *
 * @param id the broker
 */
public record RemoveBroker(BrokerId id) implements Request<RemoveBroker.Result> {
    /** It is no member any more. */
    public record Result() implements Response {}
}
