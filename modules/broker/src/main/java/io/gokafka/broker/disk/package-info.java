/** The space on the disk: watched, so that a full disk is foreseen rather than met. */
@NullMarked
package io.gokafka.broker.disk;

import org.jspecify.annotations.NullMarked;
