// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
import com.sun.net.httpserver.HttpServer
import java.security.MessageDigest

// A server that goes away as soon as it has served the one kernel: only the first build finds it.
def kernel = new File(basedir, '../../../../testdata/btf-small/kernel.el.btf').bytes
def sum = MessageDigest.getInstance('SHA-256').digest(kernel).encodeHex()
def list = "${sum}  debian/12/x86_64/6.1-http.btf\n".getBytes('UTF-8')
def requests = new File(basedir, 'requests.txt')
requests.text = ''

def server = HttpServer.create(new InetSocketAddress(InetAddress.getByAddress([127, 0, 0, 1] as byte[]), 0), 0)
server.createContext('/') { exchange ->
    def isList = exchange.requestURI.path == '/SHA256SUMS'
    def body = isList ? list : kernel
    requests << exchange.requestURI.path + '\n'
    exchange.responseHeaders.add('Connection', 'close')
    exchange.sendResponseHeaders(200, body.length)
    exchange.responseBody.withStream { it.write(body) }
    if (!isList) {
        Thread.startDaemon { server.stop(0) }
    }
}
server.start()
context.get('userProperties').setProperty('http.port', server.address.port.toString())
