/** Tests of the consensus plugin. */
@NullMarked
package io.gokafka.consensus.jgroups;

import org.jspecify.annotations.NullMarked;
