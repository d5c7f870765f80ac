/** What all APIs of the Kafka protocol share: one small class an API, errors, and who asks. */
@NullMarked
package io.gokafka.transport.kafka.api;

import org.jspecify.annotations.NullMarked;
