/**
 * What every call gets: errors, deadlines, correlation, validation, and the channels calls go out
 * on.
 */
@NullMarked
package dev.waybill.common.rpc;

import org.jspecify.annotations.NullMarked;
