/** Brokers under attack, as processes of the built image. */
@NullMarked
package io.gokafka.harness.cluster;

import org.jspecify.annotations.NullMarked;
