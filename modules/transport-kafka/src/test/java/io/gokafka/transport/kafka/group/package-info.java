/** Groups and offsets. */
@NullMarked
package io.gokafka.transport.kafka.group;

import org.jspecify.annotations.NullMarked;
