/** Tests of the APIs of logs. */
@NullMarked
package io.gokafka.transport.kafka.log;

import org.jspecify.annotations.NullMarked;
