/**
 * TLS between services and their callers: certificates, keys and trust from files that may change.
 */
@NullMarked
package dev.waybill.common.tls;

import org.jspecify.annotations.NullMarked;
