/** The decisions that safety depends on: pure functions over values, without clocks, files or sockets. */
@NullMarked
package io.gokafka.consensus.jgroups.rules;

import org.jspecify.annotations.NullMarked;
