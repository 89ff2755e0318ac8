@NullMarked
package dev.waybill.local.tokens;

import org.jspecify.annotations.NullMarked;
