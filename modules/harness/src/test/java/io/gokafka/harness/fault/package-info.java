/** Tests of faults and their schedule. */
@NullMarked
package io.gokafka.harness.fault;

import org.jspecify.annotations.NullMarked;
