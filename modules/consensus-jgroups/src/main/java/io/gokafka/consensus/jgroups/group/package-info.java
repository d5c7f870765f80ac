/** One replica of one group: the driver around the rules, and the roles that it plays. */
@NullMarked
package io.gokafka.consensus.jgroups.group;

import org.jspecify.annotations.NullMarked;
