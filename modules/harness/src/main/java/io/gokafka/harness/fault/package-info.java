/** What goes wrong, when, and where: faults, and the schedule of them that a seed decides. */
@NullMarked
package io.gokafka.harness.fault;

import org.jspecify.annotations.NullMarked;
