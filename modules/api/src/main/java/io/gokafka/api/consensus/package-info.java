/** The consensus SPI: groups of replicas that agree on one log. */
@NullMarked
package io.gokafka.api.consensus;

import org.jspecify.annotations.NullMarked;
