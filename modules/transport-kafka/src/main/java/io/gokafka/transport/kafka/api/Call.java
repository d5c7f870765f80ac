package io.gokafka.transport.kafka.api;

import io.gokafka.api.request.RequestContext;

/**
 * One request of a client.
 *
 * @param version the version of the API that it speaks
 * @param context who asks
 */
public record Call(short version, RequestContext context) {}
