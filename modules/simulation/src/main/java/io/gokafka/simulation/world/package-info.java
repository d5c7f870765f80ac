/** The simulated world: scheduler, network, disks, views, brokers, and what goes wrong with them. */
@NullMarked
package io.gokafka.simulation.world;

import org.jspecify.annotations.NullMarked;
