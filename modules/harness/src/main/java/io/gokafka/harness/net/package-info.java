/** The network between the brokers of an attacked cluster, and what can be done to it. */
@NullMarked
package io.gokafka.harness.net;

import org.jspecify.annotations.NullMarked;
