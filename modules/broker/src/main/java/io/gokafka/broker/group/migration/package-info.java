/**
 * What a coordinator has to know of the classic protocol's members to take over the assignment from them (KIP-848, live
 * migration): the bytes that consumers exchange with one another.
 */
@NullMarked
package io.gokafka.broker.group.migration;

import org.jspecify.annotations.NullMarked;
