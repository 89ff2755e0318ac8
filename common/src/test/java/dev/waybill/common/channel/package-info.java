@NullMarked
package dev.waybill.common.channel;

import org.jspecify.annotations.NullMarked;
