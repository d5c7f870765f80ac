/** The plugin as a whole. */
@NullMarked
package io.gokafka.transport.kafka;

import org.jspecify.annotations.NullMarked;
