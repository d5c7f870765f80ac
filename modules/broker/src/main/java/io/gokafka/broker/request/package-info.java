/**
 * Answers requests: one small handler a kind, put together by {@link io.gokafka.broker.request.RequestRouter}. Policy lives here and
 * in the packages that the handlers call; transports have none.
 */
@NullMarked
package io.gokafka.broker.request;

import org.jspecify.annotations.NullMarked;
