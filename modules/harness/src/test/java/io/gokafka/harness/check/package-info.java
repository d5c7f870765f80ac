/** Tests of the checker: written histories for each rule, and random ones with and without a broken promise. */
@NullMarked
package io.gokafka.harness.check;

import org.jspecify.annotations.NullMarked;
