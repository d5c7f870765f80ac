/** Tests. */
@NullMarked
package io.gokafka.consensus.jgroups.group;

import org.jspecify.annotations.NullMarked;
