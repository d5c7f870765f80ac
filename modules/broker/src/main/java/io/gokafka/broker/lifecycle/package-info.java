/** Starting a broker, joining it to a cluster, and stopping it. */
@NullMarked
package io.gokafka.broker.lifecycle;

import org.jspecify.annotations.NullMarked;
