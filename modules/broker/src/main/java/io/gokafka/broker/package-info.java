/** The broker: what starts one in this process. */
@NullMarked
package io.gokafka.broker;

import org.jspecify.annotations.NullMarked;
