/** The contract of a consensus, shown on three brokers of one process. */
@NullMarked
package io.gokafka.tck.consensus;

import org.jspecify.annotations.NullMarked;
