/** Tests of what is looked at of brokers. */
@NullMarked
package io.gokafka.harness.cluster;

import org.jspecify.annotations.NullMarked;
