/** Runs partitions with all their replicas in one thread, as a seed decides, and looks for broken promises. */
@NullMarked
package io.gokafka.simulation;

import org.jspecify.annotations.NullMarked;
