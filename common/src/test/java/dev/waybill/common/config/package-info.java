/** Tests of settings. */
@NullMarked
package dev.waybill.common.config;

import org.jspecify.annotations.NullMarked;
