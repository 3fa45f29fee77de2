import type { accounts as zh } from '../zh/accounts.ts';

export const accounts: typeof zh = {
  signIn: {
    title: 'Sign in',
    lead: 'For teachers, volunteers and bank coordinators.',
    email: 'E-mail',
    password: 'Password',
    show: 'Ten characters or more',
    submit: 'Sign in',
    lost: 'Lost your password? Ask your administrator to print you a one-time link.',
    pupil: 'Are you a pupil? No need to sign in.',
    pupilLink: 'Join your class',
    signedOut: 'You are signed out.',
  },
  link: {
    signInTitle: 'Hello, {name}',
    signInLead:
      'This is your one-time sign-in link. Press the button to come in; the link then stops working.',
    signInSubmit: 'Come in',
    setTitle: 'Hello, {name}. Choose a password',
    setLead:
      'Use a sentence only you know, 10 characters or more. From then on, sign in with {email} and it.',
    setSubmit: 'Keep it and come in',
    password: 'Your password',
    brokenTitle: 'This link does not work any more',
    brokenUsed:
      'A one-time link works once, and only for a while. Ask the person who gave it to you to print a fresh one.',
    brokenUnknown:
      'There is no such link. Check that its last characters are not missing, or ask for a fresh one.',
    toSignIn: 'Sign in with a password',
  },
  first: {
    title: 'First step: your teacher account',
    lead: 'It stays on this computer: no internet, no mail is sent. Then you can make a class and teach.',
    name: 'What pupils call you',
    nameHint: 'For example Ms Wang',
    school: 'School',
    email: 'E-mail',
    emailHint: 'Only a name to sign in with',
    submit: 'Make it and come in',
    brokenTitle: 'This link does not work any more',
    brokenUsed: 'The first account has been made. Sign in with its e-mail and password.',
    brokenUnknown:
      'Its last characters may be missing, or the server was started again. Take the latest link from the window it runs in.',
  },
  account: {
    title: 'My account',
    roles: 'Roles',
    roleNames: {
      teacher: 'Teacher',
      volunteer: 'Volunteer',
      coordinator: 'Bank coordinator',
      administrator: 'Administrator',
    },
    roleAt: '{role} · {organisation}',
    demo: 'Demo account',
    sessions: 'Where you are signed in',
    sessionsLead: 'If you do not know a device, sign it out and change your password.',
    thisOne: 'This one',
    since: 'signed in {time}',
    lastSeen: 'last used {time}',
    revoke: 'Sign out',
    revokeOne: 'Sign out: {device}',
    revokeOthers: 'Sign out everywhere else',
    password: 'Change password',
    passwordLead: 'Every other device is then signed out.',
    passwordByLink:
      'Your account has no password yet. Ask your administrator to print you a link that sets one.',
    oldPassword: 'Password you have',
    freshPassword: 'Password you want',
    wrongOld: 'That is not the password you have. Enter it again, or ask your administrator for a link.',
    change: 'Change password',
    desk: 'Back to my desk',
    done: {
      revoked: 'That device is signed out.',
      'others-revoked': 'Every other device is signed out.',
      'password-changed': 'Your password is changed. Every other device is signed out.',
    },
  },
  confirm: {
    title: 'Enter your password once more',
    lead: 'This step matters. Enter it once, and you are not asked again for ten minutes.',
    submit: 'Confirm',
  },
};
