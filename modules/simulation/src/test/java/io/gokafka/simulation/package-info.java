/** Runs of the simulation. */
@NullMarked
package io.gokafka.simulation;

import org.jspecify.annotations.NullMarked;
