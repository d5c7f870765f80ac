package io.gokafka.transport.kafka.api;

import io.gokafka.api.request.RequestContext;

/**
 * One request of a client.
 *
 * @param version the version of the API that it speaks
 * @param context who asks
 * @param hangUp closes the connection behind the answer, when it is run before the answer is complete: for a client that is better
 *     served by another broker, and would keep to this one as long as it answers
 */
public record Call(short version, RequestContext context, Runnable hangUp) {}
