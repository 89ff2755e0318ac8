/** Tests of how callers are known, and held to what they may do. */
@NullMarked
package dev.waybill.common.auth;

import org.jspecify.annotations.NullMarked;
