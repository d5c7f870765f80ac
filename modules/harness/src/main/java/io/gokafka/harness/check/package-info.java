/** Judges whether what clients were told in a run is what a replicated log promises. */
@NullMarked
package io.gokafka.harness.check;

import org.jspecify.annotations.NullMarked;
