package io.gokafka.transport.kafka.server;

import io.gokafka.transport.kafka.api.Api;
import java.nio.ByteBuffer;

/**
 * One request as it came.
 *
 * @param api the API that it is for
 * @param bytes header and body, without the size in front
 * @param memory what it takes of the budget
 */
record Frame(Api<?> api, ByteBuffer bytes, MemoryBudget.Share memory) {}
