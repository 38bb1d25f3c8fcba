"""A passkey in software, which answers as a phone would."""

import hashlib
import secrets

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData, CollectedClientData

ORIGIN, NAME_OF_SITE = "https://testserver", "testserver"
FLAG = AuthenticatorData.FLAG


class SoftwareKey:
    def __init__(self, origin=ORIGIN, name_of_site=NAME_OF_SITE, verifies_user=True):
        self.origin = origin
        self.site = hashlib.sha256(name_of_site.encode()).digest()
        self.flags = FLAG.UP | (FLAG.UV if verifies_user else FLAG(0))
        self.id, self.secret = secrets.token_bytes(16), ec.generate_private_key(ec.SECP256R1())
        self.user = b""

    def make(self, options):
        """What a browser sends when it has made this passkey for a page."""
        self.user = options["publicKey"]["user"]["id"]
        public = ES256.from_cryptography_key(self.secret.public_key())
        credential = AttestedCredentialData.create(bytes(16), self.id, public)
        data = AuthenticatorData.create(self.site, self.flags | FLAG.AT, 0, credential)
        return self._answer(
            clientDataJSON=websafe_encode(self._client("webauthn.create", options)),
            attestationObject=websafe_encode(AttestationObject.create("none", data, {})),
        )

    def sign(self, options):
        """What a browser sends when this passkey signs what a page asks for."""
        data = AuthenticatorData.create(self.site, self.flags, 0)
        client = self._client("webauthn.get", options)
        signature = self.secret.sign(bytes(data) + client.hash, ec.ECDSA(hashes.SHA256()))
        return self._answer(
            clientDataJSON=websafe_encode(client),
            authenticatorData=websafe_encode(data),
            signature=websafe_encode(signature),
            userHandle=self.user,
        )

    def _client(self, what, options):
        return CollectedClientData.create(what, options["publicKey"]["challenge"], self.origin)

    def _answer(self, **response):
        number = websafe_encode(self.id)
        return {"id": number, "rawId": number, "type": "public-key", "clientExtensionResults": {}, "response": response}
