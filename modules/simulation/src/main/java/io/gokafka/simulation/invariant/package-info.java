/** What must hold whatever goes wrong, each rule a small class that is told what happens. */
@NullMarked
package io.gokafka.simulation.invariant;

import org.jspecify.annotations.NullMarked;
