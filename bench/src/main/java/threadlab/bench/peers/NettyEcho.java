package threadlab.bench.peers;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/**
 * Echoes as Netty recommends it: all that one turn of the event loop has read is written with one flush. While a client
 * does not read its echoes, nothing is read from it, so that no bytes pile up.
 */
@Sharable
final class NettyEcho extends ChannelInboundHandlerAdapter {

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        context.write(message, context.voidPromise());
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        context.flush();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        Channel channel = context.channel();
        channel.config().setAutoRead(channel.isWritable());
        context.fireChannelWritabilityChanged();
    }

    /** The load counts broken connections. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }
}
