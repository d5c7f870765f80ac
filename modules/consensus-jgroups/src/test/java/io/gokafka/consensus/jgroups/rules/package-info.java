/** Tests. */
@NullMarked
package io.gokafka.consensus.jgroups.rules;

import org.jspecify.annotations.NullMarked;
