/** Each rule can be broken, and says so. */
@NullMarked
package io.gokafka.simulation.invariant;

import org.jspecify.annotations.NullMarked;
