/** The part that JGroups sees: protocols, headers, addresses. */
@NullMarked
package io.gokafka.consensus.jgroups.stack;

import org.jspecify.annotations.NullMarked;
